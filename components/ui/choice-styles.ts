/**
 * The real input of a checkbox or radio: transparent, 24 px (44 px under a finger), over a drawing
 * of 16 px that follows it by `peer-*`.
 */
export const choiceTargetClass =
  "peer absolute -inset-1 z-10 size-6 appearance-none rounded-4 outline-none disabled:cursor-not-allowed pointer-coarse:-inset-3.5 pointer-coarse:size-11";
