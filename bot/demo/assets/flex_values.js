/** The words of Flex in pixels, as LINE draws them on a phone of ordinary width. */

const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const LETTERS = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGES = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };

const known = (words) => (value) => value in words ? `${words[value]}px` : value;

/** Spacing, margins, paddings, offsets and corners. */
export const space = known(SPACES);
export const letters = known(LETTERS);
export const border = known(BORDERS);
export const picture = (value) => value === "full" ? "100%" : known(IMAGES)(value);

/** "#RRGGBB" or "#RRGGBBAA". */
export const colour = (value) => value;

/** "4:3" as CSS writes it. */
export const ratio = (value) => value.replace(":", " / ");

/** Whether words on this ground must be light. */
export function isDark(value) {
  const [red, green, blue] = [1, 3, 5].map((place) => Number.parseInt(value.slice(place, place + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 140;
}
