/// How loud the microphone is, in dB below full scale.

export const SILENCE_DB = -100;

/** The root mean square of samples in −1…1, as dBFS; silence is −100. */
export function loudnessDb(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return rms > 0 ? Math.max(SILENCE_DB, 20 * Math.log10(rms)) : SILENCE_DB;
}

/** Watch a stream's loudness; `onLevel` hears it about 15 times a second. Returns the end of watching. */
export function watchLevel(stream: MediaStream, onLevel: (db: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudnessDb(samples));
  }, 66);
  void context.resume();
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
