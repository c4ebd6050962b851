/** The timeline: bars are carried, resized and linked by mouse, finger and keyboard. */
import "./timeline/panel.js";
import "./timeline/keys.js";
import "./timeline/drag.js";
import "./timeline/swaps.js";
