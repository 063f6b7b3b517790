/** What a tap does on LINE: most tell the bot something, some open something on the phone. */

import { own } from "./api.js";
import { chooseMoment, choosePlace } from "./chooser.js";
import { t } from "./words.js";

const COMMON = ["type", "label"];

/** The properties of each action that this page obeys or that have no effect here. */
export const ACTIONS = {
  postback: [...COMMON, "data", "displayText", "text", "inputOption", "fillInText"],
  message: [...COMMON, "text"],
  uri: [...COMMON, "uri", "altUri"],
  datetimepicker: [...COMMON, "data", "mode", "initial", "max", "min"],
  camera: COMMON,
  cameraRoll: COMMON,
  location: COMMON,
  clipboard: [...COMMON, "clipboardText"],
};

const CHOOSERS = [["https://line.me/R/nv/camera/", "camera"], ["https://line.me/R/nv/cameraRoll", "album"]];
const SAYING = /^https:\/\/line\.me\/R\/oaMessage\/[^/]+\/\?(.+)$/;

export async function press(phone, message, action) {
  const tell = (picked) => phone.act("press", picked ? { message, action, picked } : { message, action });
  switch (action.type) {
    case "postback":
      await tell();
      if (action.inputOption === "openKeyboard") phone.type(action.fillInText ?? "");
      return;
    case "message":
      return void await tell();
    case "uri":
      return open(phone, action.uri);
    case "datetimepicker": {
      const picked = await chooseMoment(action);
      if (picked) await tell(picked);
      return;
    }
    case "camera":
      return phone.attach("camera");
    case "cameraRoll":
      return phone.attach("album");
    case "location": {
      const title = await choosePlace();
      if (title) await phone.act("place", { title });
      return;
    }
    case "clipboard":
      await navigator.clipboard?.writeText(action.clipboardText);
      return phone.toast(t("copied"));
    default:
      return phone.toast(t("not_drawn", action.type), "wrong");
  }
}

function open(phone, uri) {
  const chooser = CHOOSERS.find(([address]) => uri.startsWith(address));
  if (chooser) return phone.attach(chooser[1]);
  const said = SAYING.exec(uri);
  if (said) return phone.type(decodeURIComponent(said[1]));
  if (!/^https?:/.test(uri)) return phone.toast(t("opens", uri));
  window.open(own(uri) || "/", "_blank", "noopener");
}
