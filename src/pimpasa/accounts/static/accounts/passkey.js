// Says in words what the browser cannot do, where allauth's own script would only write to the console.
document.addEventListener("DOMContentLoaded", () => {
  const show = (name) => document.querySelectorAll(`[data-passkey="${name}"]`).forEach((one) => { one.hidden = false; });
  if (window.PublicKeyCredential) show("possible");
  else show("impossible");
  document.addEventListener("allauth.error", () => show("failed"));
});
