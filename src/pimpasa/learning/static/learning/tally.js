// Adds up the piles while they are typed. Without it the sum is checked when the sheet is saved.
(function () {
  var form = document.querySelector("form[data-tally]");
  if (!form) return;

  function number(field) {
    return parseInt(field.value, 10) || 0;
  }

  function add(group) {
    var line = group.querySelector(".sum-line");
    var whole = number(form.elements[group.dataset.sum]);
    var sum = 0;
    var typed = false;
    Array.prototype.forEach.call(group.querySelectorAll("input"), function (field) {
      sum += number(field);
      typed = typed || field.value !== "";
    });
    line.hidden = !typed;
    line.classList.toggle("wrong", sum !== whole);
    line.querySelector("strong").textContent = sum + " " + form.dataset.of + " " + whole + (sum === whole ? " ✓" : "");
  }

  function addAll() {
    Array.prototype.forEach.call(form.querySelectorAll("[data-sum]"), add);
  }

  form.addEventListener("input", addAll);
  addAll();
})();
