/**
 * Passkeys: a form with data-passkey="get" or "create" and a hidden field `credential`.
 * What is to be signed stands in the page (#passkey-options) or is fetched (data-options).
 * The button appears where the browser can do it; all else works without this script.
 */
const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (list) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));

function readOptions({ publicKey }) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  options.excludeCredentials = withBytes(publicKey.excludeCredentials);
  options.allowCredentials = withBytes(publicKey.allowCredentials);
  return { publicKey: options };
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (!form.dataset.options)
    return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function sign(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const options = readOptions(await optionsOf(form));
    const credential = await navigator.credentials[form.dataset.passkey](options);
    form.elements.credential.value = JSON.stringify(written(credential));
    form.submit();
  } catch {
    failed.hidden = false; // cancelled, timed out, or none there: the browser says no more
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const able = Boolean(window.PublicKeyCredential);
  form.hidden = !able && form.dataset.passkey === "get";
  form.querySelector("[data-passkey-button]").hidden = !able;
  form.querySelector("[data-passkey-missing]")?.toggleAttribute("hidden", able);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sign(form);
  });
}
