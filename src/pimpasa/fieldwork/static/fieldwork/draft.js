// Keeps what is being typed: with the account when there is a signal, else on this phone. Without it a button does.
(function () {
  var form = document.querySelector("form[data-draft]");
  if (!form || !window.FormData || !window.fetch) return;
  var news = document.getElementById("kabar-draf");
  var place = "pimpasa-draf:" + form.dataset.owner;
  var waiting = null;

  function pairs() {
    var found = [];
    new FormData(form).forEach(function (value, name) {
      if (name !== "csrfmiddlewaretoken" && typeof value === "string") found.push([name, value]);
    });
    return found;
  }

  function keepHere() {
    try {
      localStorage.setItem(place, JSON.stringify(pairs()));
      news.textContent = form.dataset.here;
    } catch (full) {
      news.textContent = "";
    }
  }

  function forgetHere() {
    try {
      localStorage.removeItem(place);
    } catch (none) {
      return;
    }
  }

  function keep() {
    fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(function (told) {
        news.textContent = form.dataset.saved + " " + told.saved;
        forgetHere();
      })
      .catch(keepHere);
  }

  function fill(found) {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") return;
      var values = found.filter(function (pair) { return pair[0] === field.name; }).map(function (pair) { return pair[1]; });
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.indexOf(field.value) >= 0;
      else if (values.length) field.value = values[0];
    });
  }

  try {
    var found = localStorage.getItem(place);
    if (found && !("hasDraft" in form.dataset) && !document.querySelector(".errors")) {
      fill(JSON.parse(found));
      news.textContent = form.dataset.found;
    }
  } catch (none) {
    forgetHere();
  }

  var discard = document.querySelector("form[data-forget]");
  if (discard) discard.addEventListener("submit", forgetHere);
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500);
  });
  form.addEventListener("submit", function () {
    // Kept here until the next page says that it arrived: the same key enters it only once.
    clearTimeout(waiting);
    keepHere();
  });
})();
