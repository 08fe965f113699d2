import type { Run } from '../../api/types';

/** A run for tests: a push to main that succeeded. */
export function aRun(with_: Partial<Run> = {}): Run {
  return {
    id: '01K0000000000000000000000A',
    rule: { id: '01K0000000000000000000000B', name: 'Deploy staging', version: 1 },
    status: 'succeeded',
    reason: null,
    trigger: {
      type: 'push',
      branch: 'main',
      commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
      message: 'Fix the cart\n\nIt lost what was in it.',
      actor: 'dana',
      url: null,
      delivery_id: '01K0000000000000000000000C',
    },
    action: { type: 'deploy', target_environment: 'staging' },
    approval: null,
    deployment: null,
    error: null,
    held_until: null,
    cancel_requested: null,
    superseded_by: null,
    rerun_of: null,
    timeline: [],
    created_at: '2026-01-01T00:00:00Z',
    started_at: null,
    finished_at: null,
    duration_ms: null,
    ...with_,
  };
}
