import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { NoticeChannel } from '../../api/types';
import { bad, good } from '../../parts/toast';
import { isSecret } from './notices';

const PATH = '/api/v1/projects/{project}/notices/channels/{channel}';

/** What an Admin does with one channel; `onSecret` gets a webhook's new secret. */
export function useChannel(project: string, channel: NoticeChannel, onSecret: (made: NoticeChannel) => void) {
  const queries = useQueryClient();
  const params = { path: { project, channel: channel.id } };
  const renew = () => queries.invalidateQueries({ queryKey: ['project', project, 'channels'] });
  const { name, kind, target, events } = channel;

  const toggle = useMutation({
    mutationFn: (enabled: boolean) => {
      const body = isSecret(kind) ? { name, kind, events, enabled } : { name, kind, target, events, enabled };
      return ok(api.PUT(PATH, { params, body }));
    },
    onError: bad,
    onSuccess: async (saved) => {
      await renew();
      good(saved.enabled ? `${name} is on` : `${name} is off`);
    },
  });
  const rotate = useMutation({
    mutationFn: () => ok(api.POST(`${PATH}/rotate`, { params })),
    gcTime: 0, // the answer holds the secret
    onError: bad,
    onSuccess: async (made) => {
      onSecret(made);
      await renew();
    },
  });
  const test = useMutation({ mutationFn: () => ok(api.POST(`${PATH}/test`, { params })), onError: bad });
  const remove = useMutation({
    mutationFn: () => ok(api.DELETE(PATH, { params })),
    onError: bad,
    onSuccess: async () => {
      await renew();
      good(`${name} is deleted`);
    },
  });
  return { toggle, rotate, test, remove };
}
