// Autosave of minutes and documents. The page works without it as a plain form; what was typed is never thrown away.
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch) return;
  var seen = form.elements.namedItem("seen");
  var status = document.getElementById("saved");
  var conflict = document.getElementById("conflict");
  var place = "minutes:" + form.dataset.autosave;
  var waiting = 0;
  var running = false;
  var stopped = false;
  var leaving = false;

  function typed() {
    var pairs = [];
    new FormData(form).forEach(function (value, name) {
      if (name !== "csrfmiddlewaretoken" && name !== "key" && name !== "seen") pairs.push([name, String(value)]);
    });
    return JSON.stringify(pairs);
  }
  function keep(text) {
    try { window.sessionStorage.setItem(place, JSON.stringify({ seen: seen.value, text: text })); } catch (full) { /* then only the server keeps it */ }
  }
  function forget() { try { window.sessionStorage.removeItem(place); } catch (none) { /* nothing was kept */ } }
  function kept() {
    try { return JSON.parse(window.sessionStorage.getItem(place)); } catch (none) { return null; }
  }
  var stored = typed();

  function say(words, bad) {
    status.textContent = words;
    status.className = bad ? "bad" : "soft";
  }
  function later() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, 1200);
  }
  function changed() {
    var now = typed();
    if (now === stored) return;
    keep(now);
    if (!stopped) { say("正在填写……"); later(); }
  }
  function show(answer) {
    stopped = true;
    document.getElementById("theirs").textContent = answer.theirs;
    document.getElementById("conflict-words").textContent = answer.message;
    conflict.dataset.version = answer.version;
    conflict.hidden = false;
    say("没有保存：另一人改过", true);
    conflict.scrollIntoView({ block: "nearest" });
  }
  function save() {
    if (running || leaving) return;
    var sent = typed();
    if (sent === stored) return;
    running = true;
    fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" })
      .then(function (response) {
        if (response.type === "opaqueredirect" || response.status === 403) throw new Error("logged out");
        return response.json().then(function (answer) { return [response.status, answer]; });
      })
      .then(function (both) {
        var code = both[0], answer = both[1];
        running = false;
        if (leaving) return;
        if (code === 200) {
          seen.value = answer.version;
          stored = sent;
          if (typed() === sent) { forget(); say("已自动保存 " + answer.at); } else later();
        } else if (code === 409) show(answer);
        else say(answer.message, true);
      })
      .catch(function () {
        running = false;
        say("没有连上服务器，文字留在这台设备上；连上后请按“保存”。", true);
      });
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", function () { leaving = true; window.clearTimeout(waiting); keep(typed()); });
  window.addEventListener("pageshow", function () { leaving = false; });

  document.getElementById("keep-mine").addEventListener("click", function () {
    seen.value = conflict.dataset.version;
    conflict.hidden = true;
    stopped = false;
    stored = "";
    save();
  });
  document.getElementById("take-theirs").addEventListener("click", forget);

  // a further decision: a copy of the last box, emptied
  var rows = document.getElementById("rows");
  var more = document.getElementById("one-more");
  if (more) more.hidden = false;
  function add() {
    var last = rows.lastElementChild;
    var index = Number(last.dataset.row);
    var copy = last.cloneNode(true);
    copy.dataset.row = index + 1;
    copy.querySelectorAll("[name],[id],[for]").forEach(function (part) {
      ["name", "id", "for"].forEach(function (which) {
        var value = part.getAttribute(which);
        if (value) part.setAttribute(which, value.replace(new RegExp("_" + index + "(?=_|$)"), "_" + (index + 1)));
      });
      if (part.tagName === "TEXTAREA" || part.type === "date") { part.value = ""; part.textContent = ""; part.readOnly = false; }
      if (part.tagName === "SELECT") part.selectedIndex = 0;
      if (part.type === "checkbox") part.checked = false;
      if (part.value === "ahead-" + index) part.value = "ahead-" + (index + 1);
    });
    copy.querySelector("label").textContent = "第 " + (index + 2) + " 项";
    rows.appendChild(copy);
    return copy;
  }
  if (more) more.addEventListener("click", function () { add().querySelector("textarea").focus(); });
  if (rows) rows.addEventListener("input", function (event) {
    var box = event.target.closest("li");
    var ahead = box && box.querySelector(".ahead");
    if (ahead) ahead.hidden = !box.querySelector("textarea").value.trim();
  });

  // what was typed and neither saved nor sent
  var left = kept();
  var offer = document.getElementById("restore");
  if (left && left.text !== stored && status.textContent.indexOf("已保存") < 0 && !form.querySelector(".alert")) {
    offer.hidden = false;
  } else if (left && (left.text === stored || status.textContent.indexOf("已保存") >= 0)) forget();
  document.getElementById("restore-drop").addEventListener("click", function () { forget(); offer.hidden = true; });
  document.getElementById("restore-do").addEventListener("click", function () {
    var pairs = JSON.parse(left.text);
    form.querySelectorAll("input[type=checkbox]").forEach(function (box) { box.checked = false; });
    pairs.forEach(function (pair) {
      var name = pair[0], value = pair[1];
      var numbered = /_(\d+)$/.exec(name);
      while (numbered && rows && rows.children.length <= Number(numbered[1]) && rows.children.length < 60) add();
      form.querySelectorAll("[name='" + name + "']").forEach(function (part) {
        if (part.type !== "checkbox") part.value = value;
        else if (part.value === value) part.checked = true;
      });
    });
    seen.value = left.seen;
    offer.hidden = true;
    changed();
  });
})();
