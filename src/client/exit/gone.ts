let gone = false;

/** True once the page is being left: nothing of it may come back. */
export const isGone = () => gone;

/** From here on the page is being left. */
export const setGone = () => {
  gone = true;
};
