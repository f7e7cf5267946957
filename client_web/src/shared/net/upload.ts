/// Sending a form with files, with how far it has come: what fetch cannot tell.
import { csrfHeader, refusalOf } from './api';
import { networkProblem } from './problem';

const UPLOAD_LIMIT_MS = 10 * 60_000;

/** POST a form; `onProgress` hears the share that has left this computer, from 0 to 1. Resolves with the JSON body.
 *
 * Throws ApiProblem for a refusal, with code "network" when no answer came.
 */
export async function postForm(
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
): Promise<unknown> {
  const { status, body } = await sent(path, form, onProgress);
  if (status < 200 || status >= 300) throw await refusalOf(status, body);
  return body;
}

function sent(path: string, form: FormData, onProgress: (share: number) => void) {
  return new Promise<{ readonly status: number; readonly body: unknown }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.timeout = UPLOAD_LIMIT_MS;
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
    request.onerror = () => reject(networkProblem());
    request.ontimeout = () => reject(networkProblem());
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
