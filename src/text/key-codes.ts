/** Keys that send `CSI final`, or `CSI 1 ; modifiers final` (xterm, ctlseqs: PC-style function keys). */
export const cursorKeys: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  home: 'H',
  end: 'F',
}
/** Keys that send `SS3 final`, or `CSI 1 ; modifiers final`. */
export const firstFunctionKeys: Readonly<Record<string, string>> = { f1: 'P', f2: 'Q', f3: 'R', f4: 'S' }
/** Keys that send `CSI number ~`, or `CSI number ; modifiers ~`. */
export const numberedKeys: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  'page-up': 5,
  'page-down': 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
}
