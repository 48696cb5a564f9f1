// 报送信息 on a private phone. The page works without it.
// 1. A draft that can hold no name: only fields that are chosen or counted, encrypted with a key that cannot be taken
//    out of the browser; gone after sending (lianxi.js) or when 24 hours old. What is written freely is never kept.
// 2. Photographs are made small before they travel, which also leaves out where and when they were taken.
(function () {
  "use strict";
  var form = document.querySelector("form[data-report]");
  if (!form) return;
  var LIFE = 24 * 60 * 60 * 1000;
  var NAME = "lianxi-draft", UNTIL = "lianxi-draft-until";
  var KEPT = ["happened_at", "learned_at", "people", "urgency"];
  var account = form.dataset.account;
  var says = document.getElementById("draft-says"), drop = document.getElementById("draft-drop");
  var leaving = false, waiting = 0;

  // the draft -------------------------------------------------------------------------------------------------------
  function field(name) { return form.elements.namedItem(name); }
  function listed(place) {
    return Array.prototype.some.call(document.querySelectorAll("#places option"), function (option) { return option.value === place; });
  }
  function typed() {
    var found = {};
    KEPT.forEach(function (name) { found[name] = field(name).value; });
    var place = field("place").value;
    found.place = listed(place) ? place : "";
    return found;
  }
  function opened() {
    return new Promise(function (done, failed) {
      var asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("draft"); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = failed;
    });
  }
  function within(mode, work) {
    return opened().then(function (base) {
      return new Promise(function (done, failed) {
        var turn = base.transaction("draft", mode), answer = work(turn.objectStore("draft"));
        turn.oncomplete = function () { base.close(); done(answer.result); };
        turn.onerror = turn.onabort = function () { base.close(); failed(turn.error); };
      });
    });
  }
  function read(name) { return within("readonly", function (store) { return store.get(name); }); }
  function write(name, value) { return within("readwrite", function (store) { return store.put(value, name); }); }
  function forget() {
    localStorage.removeItem(UNTIL);
    drop.hidden = true;
    return new Promise(function (done) {
      var asked = indexedDB.deleteDatabase(NAME);
      asked.onsuccess = asked.onerror = asked.onblocked = done;
    });
  }
  function key() {
    return read("key").then(function (known) {
      if (known) return known;
      return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]).then(function (made) {
        return write("key", made).then(function () { return made; });
      });
    });
  }
  function save() {
    var now = Date.now(), text = new TextEncoder().encode(JSON.stringify(typed()));
    return key().then(function (secret) {
      var iv = crypto.getRandomValues(new Uint8Array(12));
      return crypto.subtle.encrypt({ name: "AES-GCM", iv: iv }, secret, text).then(function (sealed) {
        if (leaving) return null;
        localStorage.setItem(UNTIL, String(now + LIFE));
        return write("draft", { at: now, account: account, iv: iv, sealed: sealed });
      });
    }).then(function () { drop.hidden = leaving; form.dataset.saved = String(now); });
  }
  function later() {
    if (leaving) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { save().catch(stop); }, 600);
  }
  function restore() {
    return read("draft").then(function (draft) {
      if (!draft) return null;
      var age = Date.now() - draft.at;
      if (age < 0 || age >= LIFE || draft.account !== account) return forget();
      window.setTimeout(forget, LIFE - age);
      if (!("fresh" in form.dataset)) return null;
      return key().then(function (secret) {
        return crypto.subtle.decrypt({ name: "AES-GCM", iv: draft.iv }, secret, draft.sealed);
      }).then(function (plain) {
        var found = JSON.parse(new TextDecoder().decode(plain));
        Object.keys(found).forEach(function (name) { if (found[name]) field(name).value = found[name]; });
        drop.hidden = false;
      });
    });
  }
  function stop() { says.textContent = "这台设备不能加密保存草稿，不留草稿。"; form.removeEventListener("input", later); }

  if (window.indexedDB && window.crypto && crypto.subtle) {
    restore().then(function () {
      says.textContent = "草稿加密存在这台设备上，只存发生和得知时间、人数、紧急程度和从列表选的地点；写的文字、照片都不存。报送后即删，满 24 小时失效，下次打开本系统时删掉。";
      form.addEventListener("input", later);
      form.dataset.ready = "yes";
    }).catch(stop);
    drop.firstElementChild.addEventListener("click", function () {
      window.clearTimeout(waiting);
      forget().then(function () { says.textContent = "草稿已删掉。"; });
    });
    form.addEventListener("submit", function () { leaving = true; window.clearTimeout(waiting); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) leaving = false; });
  }

  // the photographs -------------------------------------------------------------------------------------------------
  var LONGEST = 1600, photoSays = document.getElementById("photo-says");
  var button = form.querySelector("button.key");
  function small(file) {
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (picture) {
      var scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return new Promise(function (done) { canvas.toBlob(done, "image/jpeg", 0.8); });
    }).then(function (blob) {
      return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
    }).catch(function () { return file; }); // no picture: the server says so
  }
  function shrink(input) {
    var files = Array.prototype.slice.call(input.files);
    if (!files.length) return;
    button.disabled = true;
    photoSays.textContent = "正在缩小照片……";
    Promise.all(files.map(small)).then(function (made) {
      var all = new DataTransfer(), bytes = 0;
      made.forEach(function (file) { all.items.add(file); bytes += file.size; });
      input.files = all.files;
      photoSays.textContent = made.length + " 张照片缩小到 " + Math.max(1, Math.round(bytes / 1024)) + " KB，不含拍摄地点和时间。";
    }).catch(function () { photoSays.textContent = "照片按原样上传，存入前去掉拍摄地点和时间。"; })
      .then(function () { button.disabled = false; });
  }
  if (window.createImageBitmap && window.DataTransfer) {
    form.querySelectorAll("input[data-photo]").forEach(function (input) {
      input.addEventListener("change", function () { shrink(input); });
    });
  }
})();
