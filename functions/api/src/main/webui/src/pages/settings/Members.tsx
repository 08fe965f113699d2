import { Button, Modal, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { me, members } from '../../api/queries';
import type { Member } from '../../api/types';
import { useTitle } from '../../app/useTitle';
import { Shown } from '../../parts/States';
import { useDialog } from '../../parts/useDialog';
import { AdminOnly } from './AdminOnly';
import { Head } from './Head';
import { MemberForm } from './MemberForm';
import { MemberRow } from './MemberRow';

/** Who may do what in the project. */
export default function Members() {
  useTitle('Members');
  const { project = '' } = useParams();
  return (
    <AdminOnly title="Members are an Admin’s matter" why="They show people’s addresses and decide who may deploy.">
      <MemberList project={project} />
    </AdminOnly>
  );
}

function MemberList({ project }: { project: string }) {
  const query = useQuery(members(project));
  const you = useQuery(me).data?.email;
  const adding = useDialog('add');
  const editing = useDialog('edit');
  return (
    <Stack gap="lg">
      <Head title="Members" action={<Button onClick={() => adding.open('member')}>Add a member</Button>}>
        A Viewer looks, a Developer changes and runs what does not touch production, an Admin does everything and
        approves.
      </Head>
      <Shown query={query}>
        {({ items, next_cursor: more }) => (
          <>
            <Paper withBorder component="ul" className="rows">
              {items.map((member) => (
                <MemberRow
                  key={member.email}
                  project={project}
                  member={member}
                  you={member.email === you}
                  onEdit={() => editing.open(member.email)}
                />
              ))}
            </Paper>
            {more !== null && <Text c="dimmed">Only the first {items.length} members are shown.</Text>}
            <Dialogs project={project} items={items} adding={adding} editing={editing} />
          </>
        )}
      </Shown>
    </Stack>
  );
}

function Dialogs({
  project,
  items,
  adding,
  editing,
}: {
  project: string;
  items: Member[];
  adding: ReturnType<typeof useDialog>;
  editing: ReturnType<typeof useDialog>;
}) {
  const edited = items.find((member) => member.email === editing.about);
  const known = items.map((member) => member.email);
  return (
    <>
      <Modal opened={adding.about !== null} onClose={adding.close} title="Add a member" closeOnClickOutside={false}>
        <MemberForm project={project} member={null} known={known} onDone={adding.close} />
      </Modal>
      <Modal opened={edited !== undefined} onClose={editing.close} title={edited?.email} closeOnClickOutside={false}>
        {edited && <MemberForm project={project} member={edited} known={known} onDone={editing.close} />}
      </Modal>
    </>
  );
}
