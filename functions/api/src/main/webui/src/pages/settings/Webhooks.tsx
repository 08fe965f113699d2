import { Anchor, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, ok } from '../../api/client';
import { hooks } from '../../api/queries';
import type { Hook } from '../../api/types';
import { useTitle } from '../../app/useTitle';
import { confirm } from '../../parts/confirm';
import { SecretOnce } from '../../parts/SecretOnce';
import { Shown } from '../../parts/States';
import { bad } from '../../parts/toast';
import { useDialog } from '../../parts/useDialog';
import { AdminOnly } from './AdminOnly';
import { GivenSecret } from './GivenSecret';
import { Head } from './Head';
import { HookCard } from './HookCard';
import { HOST, HOW_TO, type Host } from './hosts';

/** The webhook's URL and secret for each git host. */
export default function Webhooks() {
  useTitle('Webhooks');
  const { project = '' } = useParams();
  return (
    <AdminOnly title="Webhooks are an Admin’s matter" why="Whoever has a webhook’s secret can make the rules fire.">
      <Hooks project={project} />
    </AdminOnly>
  );
}

/** Makes a new secret for a host; what was made stays here until it is copied. */
function useRotation(project: string) {
  const queries = useQueryClient();
  const [made, setMade] = useState<Hook | null>(null);
  const rotate = useMutation({
    mutationFn: (provider: Host) =>
      ok(api.POST('/api/v1/projects/{project}/hooks/{provider}/rotate', { params: { path: { project, provider } } })),
    gcTime: 0, // the answer holds the secret
    onError: bad,
    onSuccess: async (hook) => {
      setMade(hook);
      await queries.invalidateQueries({ queryKey: ['project', project, 'hooks'] });
    },
  });
  const forget = () => {
    setMade(null);
    rotate.reset();
  };
  const ask = (hook: Hook) => {
    if (!hook.secret_set) {
      rotate.mutate(hook.provider);
      return;
    }
    confirm({
      title: `Rotate the secret for ${HOST[hook.provider]}?`,
      body: 'A new secret is made and shown once. The former one is valid for 24 hours more; until then put the new one into the webhook.',
      action: 'Rotate',
      danger: true,
      onYes: () => rotate.mutate(hook.provider),
    });
  };
  return { made, ask, forget, pending: rotate.isPending ? rotate.variables : null };
}

function Hooks({ project }: { project: string }) {
  const query = useQuery(hooks(project));
  const rotation = useRotation(project);
  const giving = useDialog('token');
  const [search, setSearch] = useSearchParams();
  const shown = search.get('howto');
  const toggle = (host: Host) =>
    setSearch(shown === host ? {} : { howto: host }, { replace: true, preventScrollReset: true });
  const made = rotation.made;
  return (
    <Stack gap="lg">
      <Head title="Webhooks">
        Your git host tells Sluice of each push by a webhook: it needs the URL and the secret. What came in shows up in
        the{' '}
        <Anchor component={Link} to={`/projects/${project}/deliveries`} inherit underline="always">
          deliveries
        </Anchor>
        .
      </Head>
      <Shown query={query} lines={5}>
        {({ items }) => (
          <Stack gap="md">
            {items.map((hook) => (
              <HookCard
                key={hook.provider}
                hook={hook}
                rotating={rotation.pending === hook.provider}
                opened={shown === hook.provider}
                onToggle={() => toggle(hook.provider)}
                onRotate={() => rotation.ask(hook)}
                onGive={() => giving.open('gitlab')}
              />
            ))}
            <GivenSecret
              project={project}
              opened={giving.about !== null}
              replaces={items.some((hook) => hook.provider === 'gitlab' && hook.secret_set)}
              onClose={giving.close}
            />
          </Stack>
        )}
      </Shown>
      <SecretOnce
        title={`The secret for ${made ? HOST[made.provider] : ''}`}
        label="Secret"
        secret={made?.secret ?? null}
        next={made ? `It belongs into the webhook’s field “${HOW_TO[made.provider].field}”.` : ''}
        onClose={rotation.forget}
      />
    </Stack>
  );
}
