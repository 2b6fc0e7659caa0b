import { useEffect, useState } from 'preact/hooks'
import { advance, begin, type Playing } from './player.ts'
import type { Scene } from './scene.ts'

type Change = (change: (playing: Playing) => Playing) => void

/** Where a replay stands; while it plays it goes on with each frame of the screen. */
export function usePlaying(scene: Scene, at: number | undefined): readonly [Playing, Change] {
  const [playing, setPlaying] = useState(() => begin(scene, at))
  useEffect(() => {
    if (!playing.plays) return
    let last = performance.now()
    let frame = requestAnimationFrame(function next(now) {
      const passed = Math.max(0, now - last)
      last = now
      setPlaying((before) => advance(scene, before, passed))
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [scene, playing.plays])
  return [playing, setPlaying]
}
