/** How large panes that fill are where nothing else is asked for: in cells, and in the lines that a terminal and a page can show. */
export const movingSize = { columns: 100, lines: 36 } as const
