/**
 * The axis of dates: pixels, days since the year 1 (as the server counts them, in the
 * reader's zone), and which days are worked.
 */
import { wording } from "./speech.js";

const EPOCH = 719163; // 1 January 1970
const DAY_MS = 86_400_000;
const FORM = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
const format = new Intl.DateTimeFormat(document.documentElement.lang, FORM); // no key waits for it

const element = () => document.querySelector(".timeline");
const numbers = (text) => text.split(" ").filter(Boolean).map(Number);
const dateOf = (day) => new Date((Math.floor(day) - EPOCH) * DAY_MS);

export const iso = (day) => dateOf(day).toISOString().slice(0, 10);

/** A day as the server writes it: the order of its parts is a translation. */
export function words(day) {
  const parts = Object.fromEntries(format.formatToParts(dateOf(day)).map((p) => [p.type, p.value]));
  return wording("date", parts);
}

export function axis() {
  const { first, day, now, weekdaysOff, holidays } = element().dataset;
  const width = Number(day);
  const off = new Set(numbers(holidays));
  const weekend = new Set(numbers(weekdaysOff));
  const isOff = (ordinal) => weekend.has((ordinal + 6) % 7) || off.has(ordinal);

  /** Worked days between two moments, with fractions. */
  function worked(from, to) {
    if (to < from) return -worked(to, from);
    let total = 0;
    for (let at = from; at < to; at = Math.floor(at) + 1)
      if (!isOff(Math.floor(at))) total += Math.min(to, Math.floor(at) + 1) - at;
    return total;
  }

  return {
    width,
    now: Number(now),
    x: (days) => (days - Number(first)) * width,
    days: (x) => x / width + Number(first),
    worked,

    /** The next worked day in a direction. */
    step(ordinal, by) {
      let next = Math.floor(ordinal) + by;
      for (let tries = 0; isOff(next) && tries < 366; tries++) next += Math.sign(by);
      return next;
    },

    /** The worked day that is meant by a day: itself, or the next. */
    snap(ordinal) {
      const day = Math.floor(ordinal);
      return isOff(day) ? this.step(day, 1) : day;
    },

    /** The moment when so many days have been worked since another. */
    after(from, days) {
      let at = from;
      for (let tries = 0; days > 1e-6 && tries < 20_000; tries++) {
        const end = Math.floor(at) + 1;
        const here = isOff(Math.floor(at)) ? 0 : end - at;
        if (here >= days) return at + days;
        days -= here;
        at = end;
      }
      return at;
    },
  };
}
