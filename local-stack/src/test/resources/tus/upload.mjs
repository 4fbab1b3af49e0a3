// Uploads a file by tus-js-client: stopped in the middle, resumed by another client object, and one more that is
// ended. Says on standard output, as JSON, what became of them.
import { readFileSync } from 'node:fs'
import { Upload } from 'tus-js-client'

const { UPLOADS, TOKEN, FILE, METADATA } = process.env
const bytes = readFileSync(FILE)
const seen = { offsets: [], statuses: [] }

function upload(options) {
  return new Upload(bytes, {
    endpoint: UPLOADS,
    headers: { Authorization: `Bearer ${TOKEN}` },
    metadata: JSON.parse(METADATA),
    chunkSize: 65_536,
    retryDelays: [0, 100, 200, 400, 800],
    storeFingerprintForResuming: false,
    onAfterResponse(request, response) {
      seen.statuses.push(`${request.getMethod()} ${response.getStatus()}`)
      seen.submission = response.getHeader('Content-Location') ?? seen.submission
    },
    ...options,
  })
}

function stoppedAfterTwoChunks() {
  return new Promise((resolve, reject) => {
    const first = upload({
      onError: reject,
      onChunkComplete(_size, accepted) {
        seen.offsets.push(accepted)
        if (seen.offsets.length === 2) {
          first.abort().then(() => resolve(first.url), reject)
        }
      },
    })
    first.start()
  })
}

function resumed(uploadUrl) {
  return new Promise((resolve, reject) => {
    upload({ uploadUrl, onError: reject, onSuccess: resolve }).start()
  })
}

function ended() {
  return new Promise((resolve, reject) => {
    const third = upload({
      onError: reject,
      onChunkComplete() {
        third.abort(true).then(() => resolve(third.url), reject)
      },
    })
    third.start()
  })
}

seen.url = await stoppedAfterTwoChunks()
await resumed(seen.url)
seen.ended = await ended()
console.log(JSON.stringify(seen))
