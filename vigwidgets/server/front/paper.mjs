// A sheet of paper on a screen: one button, which is there as soon as it does something.
const button = document.getElementById("paper-print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
