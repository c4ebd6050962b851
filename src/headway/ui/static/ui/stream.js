/**
 * One event stream per browser: the tab that holds the lock opens it and passes all it
 * hears on to the others.  Without locks (plain http on another host) each tab opens
 * its own.
 */
const LOST_MS = 4000;

/** Call `changed(subject)`, `resync()` and `connected(boolean)` for this workspace. */
export function listen(listener) {
  const { workspace } = document.body.dataset;
  if (!workspace) return;
  const name = `headway-events-${workspace}`;
  const channel = new BroadcastChannel(name);
  const tell = (kind, value) => listener[kind](value);
  channel.onmessage = ({ data: [kind, value] }) => tell(kind, value);
  const tellAll = (kind, value) => {
    tell(kind, value);
    channel.postMessage([kind, value]);
  };

  if (!navigator.locks) return openStream(workspace, tell);
  const asked = performance.now();
  navigator.locks.request(name, () => {
    // whoever led before heard what nobody told us meanwhile
    const hasWaited = performance.now() - asked > 1000;
    openStream(workspace, tellAll, { resyncs: hasWaited });
    return new Promise(() => {});
  });
}

function openStream(workspace, tell, { resyncs = false } = {}) {
  const since = encodeURIComponent(document.body.dataset.rendered ?? "");
  const address = `/events?workspace=${encodeURIComponent(workspace)}&since=${since}`;
  const stream = new EventSource(address);
  let lost;
  stream.addEventListener("changed", ({ data }) => tell("changed", data));
  stream.addEventListener("resync", () => tell("resync"));
  stream.addEventListener("open", () => {
    clearTimeout(lost);
    lost = undefined;
    tell("connected", true);
    if (resyncs) tell("resync");
    resyncs = false;
  });
  stream.addEventListener("error", () => {
    lost ??= setTimeout(() => tell("connected", false), LOST_MS);
    if (stream.readyState !== EventSource.CLOSED) return;
    // the server refused, or was away too long for the browser to try again
    resyncs = true;
    setTimeout(() => openStream(workspace, tell, { resyncs }), LOST_MS);
  });
}
