/**
 * <live-presence src="/w/acme/presence/work.item/7/"></live-presence>
 *
 * Says every 8 seconds, while the page is seen, that its reader has something open, and
 * shows who else has.  The server forgets who has said nothing for 20 seconds.
 */
const EVERY_MS = 8000;

class LivePresence extends HTMLElement {
  connectedCallback() {
    this.leave = () => this.say("?leave", { keepalive: true });
    this.look = () => (document.hidden ? this.leave() : this.come());
    document.addEventListener("visibilitychange", this.look);
    addEventListener("pagehide", this.leave);
    this.timer = setInterval(() => document.hidden || this.come(), EVERY_MS);
    if (!document.hidden) this.come();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    removeEventListener("pagehide", this.leave);
    this.leave();
  }

  async come() {
    const response = await this.say("");
    if (!response?.ok || response.redirected) return;
    const html = (await response.text()).trim();
    if (html !== this.shown) this.innerHTML = html;
    this.shown = html;
  }

  async say(how, options = {}) {
    const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    const address = this.getAttribute("src") + how;
    return fetch(address, { method: "POST", headers, ...options }).catch(() => undefined);
  }
}

customElements.define("live-presence", LivePresence);
