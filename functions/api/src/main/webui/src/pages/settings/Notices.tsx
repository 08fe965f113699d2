import { Button, Modal, Stack } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { NoticeChannel } from '../../api/types';
import { useTitle } from '../../app/useTitle';
import { SecretOnce } from '../../parts/SecretOnce';
import { Empty, Shown } from '../../parts/States';
import { useDialog } from '../../parts/useDialog';
import { AdminOnly } from './AdminOnly';
import { Attempts } from './Attempts';
import { ChannelCard } from './ChannelCard';
import { ChannelForm } from './ChannelForm';
import { Head } from './Head';
import { allChannels } from './noticeQueries';

/** Where the project's notices go, and what became of them. */
export default function Notices() {
  useTitle('Notices');
  const { project = '' } = useParams();
  return (
    <AdminOnly title="Notices are an Admin’s matter" why="They show people’s addresses.">
      <Stack gap="xl">
        <Channels project={project} />
        <Attempts project={project} />
      </Stack>
    </AdminOnly>
  );
}

function Channels({ project }: { project: string }) {
  const query = useQuery(allChannels(project));
  const [made, setMade] = useState<NoticeChannel | null>(null);
  const adding = useDialog('add');
  const editing = useDialog('edit');
  const edited = query.data?.items.find((channel) => channel.id === editing.about) ?? null;
  const saved = (channel: NoticeChannel, close: () => void) => {
    close();
    if (channel.secret) setMade(channel);
  };
  return (
    <Stack gap="lg">
      <Head title="Notices" action={<Button onClick={() => adding.open('channel')}>Add a channel</Button>}>
        Who presses Run hears of the end by e-mail, and approvals ask every Admin. All else goes to these channels.
      </Head>
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconBell} title="No channel yet">
              Add one for e-mail, Slack, Teams, Discord or a webhook of your own.
            </Empty>
          ) : (
            <Stack gap="md">
              {items.map((channel) => (
                <ChannelCard
                  key={channel.id}
                  project={project}
                  channel={channel}
                  onEdit={() => editing.open(channel.id)}
                  onSecret={setMade}
                />
              ))}
            </Stack>
          )
        }
      </Shown>
      <FormDialog
        project={project}
        opened={adding.about !== null}
        stored={null}
        onClose={adding.close}
        onSaved={saved}
      />
      <FormDialog project={project} opened={edited !== null} stored={edited} onClose={editing.close} onSaved={saved} />
      <SecretOnce
        title={`The signing secret of ${made?.name ?? ''}`}
        label="Signing secret"
        secret={made?.secret ?? null}
        next="What takes the notices checks their signatures with it, as Standard Webhooks says."
        onClose={() => setMade(null)}
      />
    </Stack>
  );
}

function FormDialog({
  project,
  opened,
  stored,
  onClose,
  onSaved,
}: {
  project: string;
  opened: boolean;
  stored: NoticeChannel | null;
  onClose: () => void;
  onSaved: (channel: NoticeChannel, close: () => void) => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={stored ? `Edit ${stored.name}` : 'Add a channel'}
      size="lg"
      closeOnClickOutside={false}
    >
      {opened && (
        <ChannelForm
          project={project}
          stored={stored}
          onBack={onClose}
          onSaved={(channel) => onSaved(channel, onClose)}
        />
      )}
    </Modal>
  );
}
