package dev.sluice.engine.notice;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses a notice may go to. Only what the registries of IANA mark as globally reachable unicast is public; and an
 * IPv6 address that carries an IPv4 one inside is none, whatever it carries, since a gateway may unpack it.
 */
final class PublicAddresses {
    private static final List<Block> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast; all else (loopback, mapped and translated IPv4, unique local, link-local, multicast) lies outside. */
    private static final Block GLOBAL_V6 = Block.of("2000::/3");

    /** Inside it, but special: protocol assignments with Teredo and ORCHID, documentation, 6to4. */
    private static final List<Block> NOT_PUBLIC_V6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet6Address
                ? GLOBAL_V6.holds(address) && NOT_PUBLIC_V6.stream().noneMatch(b -> b.holds(address))
                : NOT_PUBLIC_V4.stream().noneMatch(b -> b.holds(address));
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::of).toList();
    }

    /** The addresses that begin with these bits. */
    private record Block(BigInteger prefix, int length, int bits) {
        static Block of(String cidr) {
            int slash = cidr.indexOf('/');
            try {
                byte[] bytes = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
                int length = Integer.parseInt(cidr.substring(slash + 1));
                int bits = bytes.length * Byte.SIZE;
                return new Block(new BigInteger(1, bytes).shiftRight(bits - length), length, bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("These are literals, which are not looked up.", e);
            }
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length * Byte.SIZE == bits
                    && new BigInteger(1, bytes).shiftRight(bits - length).equals(prefix);
        }
    }
}
