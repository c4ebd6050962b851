/**
 * <filter-box src>: a text field with what could come next below it (a combobox).  The
 * server knows the language; without scripts the field is a field.
 */
const WAIT_MS = 120;

class FilterBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[name=q]");
    this.list = this.querySelector("ul");
    this.input.addEventListener("click", ({ detail }) => {
      if (detail) return;
      this.input.focus(); // its key clicks it
      this.input.setSelectionRange(-1, -1); // at the end
    });
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
    this.list.addEventListener("click", ({ target }) => this.take(target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.children];
  }

  get chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  ask() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fetch(), WAIT_MS);
  }

  async fetch() {
    const { value, selectionStart } = this.input;
    const at = [...value.slice(0, selectionStart)].length; // places count characters
    const query = new URLSearchParams({ q: value, at });
    const answer = await fetch(`${this.getAttribute("src")}?${query}`);
    if (!answer.ok || value !== this.input.value || document.activeElement !== this.input) return;
    this.show(await answer.json());
  }

  show({ begin, end, offers }) {
    Object.assign(this, { begin, end });
    this.list.replaceChildren(...offers.map((offer, n) => this.option(offer, n)));
    this.list.hidden = offers.length === 0;
    this.input.setAttribute("aria-expanded", String(offers.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  option({ text, label }, n) {
    const option = document.createElement("li");
    const name = document.createElement("b");
    const words = document.createElement("span");
    name.textContent = text;
    words.textContent = label;
    option.append(name, " ", words);
    option.id = `${this.list.id}-${n}`;
    option.dataset.text = text;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }

  close() {
    clearTimeout(this.waiting);
    this.show({ begin: 0, end: 0, offers: [] });
  }

  choose(step) {
    const at = this.options.indexOf(this.chosen) + step;
    const next = this.options.at(at < -1 ? -1 : at === this.options.length ? 0 : at);
    this.chosen?.setAttribute("aria-selected", "false");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", next.id);
  }

  take(option) {
    if (!option) return;
    const characters = [...this.input.value];
    const before = characters.slice(0, this.begin).join("") + option.dataset.text + " ";
    this.input.value = before + characters.slice(this.end).join("").trimStart();
    this.input.setSelectionRange(before.length, before.length);
    this.close();
    this.fetch();
  }

  press(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) this.fetch();
    else if (step) this.choose(step);
    else if (event.key === "Enter" && this.chosen) this.take(this.chosen);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Escape") return this.input.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define("filter-box", FilterBox);
