const shapes = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 2.5h3v11H4zM9 2.5h3v11H9z',
  'next-row': 'M3 2.5v11l6.5-5.5zM11 2.5h2v11h-2z',
  'previous-row': 'M13 2.5v11L6.5 8zM3 2.5h2v11H3z',
  'next-step': 'M2 2.5v11L8 8zM8 2.5v11L14 8z',
  'previous-step': 'M14 2.5v11L8 8zM8 2.5v11L2 8z',
} as const

/** A picture on a button, whose name says the same. */
export function Icon({ shape }: { readonly shape: keyof typeof shapes }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[shape]} />
    </svg>
  )
}
