import type { CrashMatrix, CrashRow } from '../../src/model/shake.ts'

/** So many places of a row are listed. */
const placesListed = 4

/** Where connections were broken × what became of each actor. */
export function CrashTable({ actors, rows }: CrashMatrix) {
  return (
    <div class="crashes" tabIndex={0} role="region" aria-label="Broken connections">
      <table>
        <thead>
          <tr>
            <th scope="col">Broken by</th>
            <th scope="col">Stream</th>
            <th scope="col" colSpan={2}>
              After byte
            </th>
            <th scope="col">Line</th>
            {actors.map((name) => (
              <th key={name} scope="col" class="actor">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={at} row={row} actors={actors} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, actors }: { readonly row: CrashRow; readonly actors: readonly string[] }) {
  const { what, stream, at, length, excerpt, endedAt, became, wrong } = row
  return (
    <tr class={wrong === undefined ? '' : 'wrong'} title={wrong}>
      <th scope="row">
        {wrong === undefined ? '' : '✗ '}
        {what}
      </th>
      <td>{stream}</td>
      <td title={at.length > placesListed ? at.join(', ') : undefined}>
        {at.length > placesListed ? `${at[0]} … ${at.at(-1)}` : at.join(', ')} of {length}
      </td>
      <td class="excerpt">
        <bdi>{excerpt}</bdi>
      </td>
      <td>{endedAt?.line}</td>
      {actors.map((name) => (
        <td key={name}>{became[name] ?? 'not started'}</td>
      ))}
    </tr>
  )
}
