import { useTitle } from '../../app/useTitle';

export default function Settings() {
  useTitle('Settings');
  return <h1>Settings</h1>;
}
