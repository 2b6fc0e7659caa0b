import fc from 'fast-check'

/** What peers, files and plugins may say to whoever reads a report. Each has “ours”, by which it is found again. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'a clipboard': '\u001b]52;c;cHduZWQ=\u0007ours',
  'a cleared screen': '\u001b[2J\u001b[Hours',
  'a colour of our own palette': '\u001b[35mours\u001b[39m',
  'the line of progress, erased': '\r\u001b[2Kours',
  'C1 as one byte': '\u009b31mours\u009d0;t\u009c',
  'a workflow command': '\n::error file=x::ours\n::add-mask::a',
  'one behind blanks': '\r\n \t ::set-output name=a::ours',
  'one of the old form': 'ours ##[error]a ##vso[task.setvariable variable=a]b',
  'one behind other line ends': '\u2028::error::ours\u2029::error::b\u0085::error::c\u000b::error::d\f::error::e',
  'a forged TAP line': '\nok 99 - ours\nBail out! x\n1..0 # SKIP\n',
  'a TAP directive': 'ours # SKIP no',
  'a forged element': '"/></testcase></testsuite><testcase name="ours"><!-- ]]><![CDATA[ -->&#0;&lt;',
  'a fence': '\n```\n<script>ours</script>\n~~~\n`````\n',
  'the other direction': 'ours \u202Egnp.exe\u2066 \u200F\u061C',
  'what XML has not': 'ours \uFFFE\uFFFF\uD800\uDC00\uD800 \u0000\u0008\uDCFF',
  'what is not seen': 'ours \u00AD\u200B\u2060\uFEFF\u{E0041}\u{E007F}\u180E',
  'a fold of YAML': '\n  ...\n---\nours: !!js 1\n',
}

/** Random text in which the characters that matter come often. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Object.values(hostileTexts)),
      fc.constantFrom(
        '\u001b',
        '[',
        '31m',
        '\r',
        '\n',
        ':',
        '::',
        '#',
        '##',
        ']]>',
        '<',
        '&',
        '"',
        '`',
        '\\',
        ' ',
        'é',
        '👩‍👩‍👧',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
