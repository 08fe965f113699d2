import createClient, { type Middleware } from 'openapi-fetch';
import { accessToken, endSession } from '../auth/session';
import type { components, paths } from './schema';
import type { FieldError } from './types';

type ProblemDetails = components['schemas']['Problem'];

/** What the server answers instead of what was asked for; `status` 0 where it gave no answer at all. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** What is wrong with each field of the input, in the server's own words. */
  readonly fields: FieldError[];

  constructor(status: number, details: Partial<ProblemDetails>) {
    super(details.detail ?? details.title ?? `The server answered with status ${status}.`);
    this.name = 'Problem';
    this.status = status;
    this.code = details.code ?? '';
    this.fields = details.errors ?? [];
  }
}

/** Whether the server refused the request itself: asked again, it would refuse again. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status >= 400 && error.status < 500;
}

const session: Middleware = {
  async onRequest({ request }) {
    const token = await accessToken();
    if (token) request.headers.set('Authorization', `Bearer ${token}`);
    // One key per request: a repeat by the network changes nothing twice. What only reads takes none.
    if (request.method !== 'GET' && !/\/rules\/(check|simulate)$/.test(request.url)) {
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.status === 401) await endSession();
  },
  onError() {
    return new Problem(0, { detail: 'The server cannot be reached. Check your connection.' });
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; throws a {@link Problem} for any other. */
export async function ok<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new Problem(response.status, isDetails(error) ? error : {});
  return data as T;
}

function isDetails(value: unknown): value is ProblemDetails {
  return typeof value === 'object' && value !== null && 'detail' in value;
}
