import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { NoticeChannel } from '../../api/types';
import { fieldErrors } from '../../parts/fieldErrors';
import { good } from '../../parts/toast';
import { CHANNEL, type ChannelKind, EVENT, EVENTS, isSecret, KINDS, type NoticeEvent } from './notices';

interface Values {
  name: string;
  kind: ChannelKind;
  target: string;
  events: NoticeEvent[];
  enabled: boolean;
}

function initial(stored: NoticeChannel | null): Values {
  if (!stored) return { name: '', kind: 'email', target: '', events: ['run.failed', 'rule.disabled'], enabled: true };
  const { name, kind, events, enabled } = stored;
  return { name, kind, target: isSecret(kind) ? '' : stored.target, events, enabled };
}

function send(project: string, stored: NoticeChannel | null, values: Values) {
  if (!stored)
    return ok(api.POST('/api/v1/projects/{project}/notices/channels', { params: { path: { project } }, body: values }));
  const { target, ...rest } = values;
  return ok(
    api.PUT('/api/v1/projects/{project}/notices/channels/{channel}', {
      params: { path: { project, channel: stored.id } },
      body: target === '' ? rest : values,
    }),
  );
}

/** Adds a channel, or changes the stored one. */
export function ChannelForm({
  project,
  stored,
  onBack,
  onSaved,
}: {
  project: string;
  stored: NoticeChannel | null;
  onBack: () => void;
  onSaved: (channel: NoticeChannel) => void;
}) {
  const queries = useQueryClient();
  const form = useForm<Values>({ initialValues: initial(stored) });
  const save = useMutation({
    mutationFn: (values: Values) => send(project, stored, values),
    gcTime: 0, // a chat's address and a webhook's secret are in it
    onError: (error) => fieldErrors(form, error),
    onSuccess: async (channel) => {
      await queries.invalidateQueries({ queryKey: ['project', project, 'channels'] });
      good(`${channel.name} is saved`);
      onSaved(channel);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        {!stored && (
          <Select
            label="Kind"
            data={KINDS.map((kind) => ({ value: kind, label: CHANNEL[kind].name }))}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
        )}
        <Target kind={form.getValues().kind} stored={stored} input={form.getInputProps('target')} />
        <Checkbox.Group label="Tell it when" {...form.getInputProps('events')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt={6}>
            {EVENTS.map((event) => (
              <Checkbox key={event} value={event} label={EVENT[event]} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Switch
          label="On"
          description="While it is off, nothing is sent to it."
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit" loading={save.isPending}>
            {stored ? 'Save' : 'Add the channel'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Target({ kind, stored, input }: { kind: ChannelKind; stored: NoticeChannel | null; input: object }) {
  const { target, about } = CHANNEL[kind];
  const kept = stored !== null && isSecret(kind);
  return (
    <TextInput
      label={target}
      description={kept ? `Stored encrypted (at ${stored.target}); leave empty to keep it.` : about}
      required={!kept}
      type={kind === 'email' ? 'email' : 'text'}
      inputMode={kind === 'email' ? 'email' : 'url'}
      autoComplete="off"
      {...input}
    />
  );
}
