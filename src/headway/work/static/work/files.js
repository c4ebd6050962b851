/**
 * <file-drop data-most="52428800"> around a list of files and the form that adds one.
 *
 * A file that is chosen or dropped is sent at once, several one after the other, and how
 * much is sent is shown. Without scripts the form is an ordinary one.
 */
const MEGABYTE = 1048576;

class FileDrop extends HTMLElement {
  connectedCallback() {
    this.waiting = [];
    this.refused = [];
    this.addEventListener("change", ({ target }) => this.choose(target));
    for (const kind of ["dragenter", "dragover"]) this.addEventListener(kind, (e) => this.over(e));
    this.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!this.contains(relatedTarget)) this.removeAttribute("data-over");
    });
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("htmx:xhr:progress", (event) => this.progress(event));
    this.addEventListener("htmx:beforeRequest", ({ target }) => {
      if (target === this.form) this.sending = target;
    });
    this.ended = ({ detail }) => {
      if (!this.sending || detail.elt !== this.sending) return;
      this.sending = undefined;
      this.show(0, undefined);
      this.say();
      setTimeout(() => this.next()); // the form is emptied first, and free again
    };
    // after a swap the form may be another one: the document hears of it all the same
    document.addEventListener("htmx:afterRequest", this.ended);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:afterRequest", this.ended);
  }

  get form() {
    return this.querySelector(".file-form");
  }

  over(event) {
    if (!this.form || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.setAttribute("data-over", "");
  }

  drop(event) {
    this.removeAttribute("data-over");
    if (!this.form || !event.dataTransfer.files.length) return;
    event.preventDefault();
    this.take(event.dataTransfer.files);
  }

  choose(input) {
    if (input.type !== "file" || this.sending) return;
    this.take(input.files);
  }

  /** Say at once of some what the server would say after all of it was sent. */
  take(files) {
    const { tooLarge, empty } = this.querySelector("[data-too-large]").dataset;
    const most = Number(this.dataset.most);
    const texts = [...files].map(({ name, size }) => {
      if (size && size <= most) return undefined;
      const megabytes = Math.ceil(size / MEGABYTE);
      return (size ? tooLarge : empty).replace("{name}", name)
        .replace("{size}", megabytes).replace("{most}", Math.floor(most / MEGABYTE));
    });
    this.refused = texts.filter(Boolean);
    this.waiting.push(...[...files].filter((_, place) => !texts[place]));
    this.say();
    this.next();
  }

  say() {
    const error = this.querySelector("[data-too-large]");
    if (!error) return;
    error.hidden = !this.refused.length;
    error.textContent = this.refused.join(" ");
  }

  next() {
    const { form } = this;
    if (!form || this.sending) return;
    const file = this.waiting.shift();
    if (!file) {
      form.reset();
      return;
    }
    const chosen = new DataTransfer();
    chosen.items.add(file);
    form.elements.namedItem("file").files = chosen.files;
    this.show(0, file.name);
    form.requestSubmit();
  }

  progress({ detail }) {
    const name = this.form?.elements.namedItem("file").files[0]?.name;
    if (this.sending && detail.lengthComputable) this.show(detail.loaded / detail.total, name);
  }

  show(part, name) {
    const block = this.querySelector("[data-progress]");
    if (!block) return;
    block.hidden = name === undefined;
    block.querySelector("progress").value = part;
    const text = block.querySelector("[data-sending]");
    text.textContent = name === undefined ? "" : text.dataset.sending.replace("{name}", name);
  }
}

customElements.define("file-drop", FileDrop);
