import { PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Environment } from '../../api/types';
import { type Kind, PLATFORM, type PlatformType } from './platforms';

export interface EnvironmentValues {
  id: string;
  name: string;
  kind: Kind;
  url: string;
  platform: { type: PlatformType; url: string; environment_id: string; key: string };
}

export type EnvironmentFormState = UseFormReturnType<EnvironmentValues>;

/** Where an environment's builds are carried out. */
export function PlatformFields({ form, stored }: { form: EnvironmentFormState; stored: Environment | null }) {
  const { type, url } = form.getValues().platform;
  const words = PLATFORM[type];
  const moved = stored !== null && url.replace(/\/+$/, '') !== stored.platform.url;
  return (
    <Stack gap="sm">
      <Radio.Group label="Platform" {...form.getInputProps('platform.type')}>
        <Stack gap="xs" mt={6}>
          <Radio value="agent" label={PLATFORM.agent.name} description={PLATFORM.agent.about} />
          <Radio value="oec" label={PLATFORM.oec.name} description={PLATFORM.oec.about} />
        </Stack>
      </Radio.Group>
      <TextInput
        label="Platform’s address"
        description={words.url}
        required
        inputMode="url"
        {...form.getInputProps('platform.url')}
      />
      <TextInput
        label="Id on the platform"
        description={words.id}
        required
        {...form.getInputProps('platform.environment_id')}
      />
      <PasswordInput
        label="API key"
        description={`${words.key} ${keyAdvice(stored !== null, moved)}`}
        required={stored === null || moved}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key', tabIndex: 0 }}
        {...form.getInputProps('platform.key')}
      />
    </Stack>
  );
}

function keyAdvice(stored: boolean, moved: boolean): string {
  if (!stored) return 'Stored encrypted, and never shown again.';
  return moved
    ? 'Another address needs the key again: the stored one is for the stored address only.'
    : 'Stored encrypted; leave empty to keep it.';
}
