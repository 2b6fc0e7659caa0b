/** How wide a cell of the grid is in pictures whose text has 14 pixels: an advance of DejaVu Sans Mono. */
export const cellWidth = 8.43
