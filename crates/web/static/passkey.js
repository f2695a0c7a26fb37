// Passkeys. Forms that need one are hidden until a browser that knows them shows them; what it answers goes out as a form.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => {
  let raw = "";
  for (const byte of new Uint8Array(buffer)) raw += String.fromCharCode(byte);
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const shown = { create, get };
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    shown[form.dataset.passkey](form).then(
      (answer) => {
        for (const [name, value] of Object.entries(answer)) form.elements[name].value = value;
        form.submit();
      },
      () => say("Nothing was done: the browser or the device did not go on. Reload the page to try again."),
    );
  });
}

function say(words) {
  const place = document.querySelector("[data-passkey-said]");
  if (place) place.textContent = words;
}

async function get(form) {
  const { name, challenge } = form.dataset;
  const publicKey = { challenge: bytes(challenge), rpId: name, userVerification: "preferred", timeout: 300000 };
  const found = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return {
    id: text(found.rawId),
    client: text(clientDataJSON),
    data: text(authenticatorData),
    signature: text(signature),
    user: userHandle ? text(userHandle) : "",
  };
}

async function create(form) {
  const { name, challenge, user, called, known } = form.dataset;
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge),
      rp: { id: name, name: "Newsstand" },
      user: { id: bytes(user), name: called, displayName: called },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "preferred" },
      attestation: "none",
      timeout: 300000,
    },
  });
  return { client: text(made.response.clientDataJSON), attestation: text(made.response.attestationObject) };
}
