package dev.sluice.local.http;

import dev.sluice.local.template.RouteSpec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which route of the HTTP API takes a request, by API Gateway's order: a full match before one with parameters before
 * a greedy {@code {proxy+}} before {@code $default}; a route's own method before {@code ANY}.
 */
public final class Routes {

    /** A route that takes the request, with the values of its path parameters, percent-decoded. */
    public record Match(RouteSpec route, Map<String, String> parameters) {
        public Match {
            parameters = Map.copyOf(parameters);
        }
    }

    private record Candidate(RouteSpec route, String method, List<String> segments) {

        static Candidate of(RouteSpec route) {
            int space = route.key().indexOf(' ');
            if (space < 0) {
                return new Candidate(route, "ANY", List.of());
            }
            return new Candidate(
                    route, route.key().substring(0, space), split(route.key().substring(space + 1)));
        }

        boolean isDefault() {
            return route.key().equals("$default");
        }

        int rank() {
            int rank = 0;
            for (String segment : segments) {
                rank += segment.endsWith("+}") ? 1000 : segment.startsWith("{") ? 10 : 0;
            }
            return (isDefault() ? 100_000 : rank) + (method.equals("ANY") ? 1 : 0);
        }
    }

    private final List<Candidate> candidates;

    public Routes(List<RouteSpec> routes) {
        this.candidates = routes.stream()
                .map(Candidate::of)
                .sorted(Comparator.comparingInt(Candidate::rank))
                .toList();
    }

    /** The route for a method and a path as it came. */
    public Optional<Match> find(String method, String rawPath) {
        List<String> path = split(rawPath);
        for (Candidate candidate : candidates) {
            if (candidate.method().equals("ANY") || candidate.method().equals(method)) {
                Optional<Map<String, String>> parameters =
                        candidate.isDefault() ? Optional.of(Map.of()) : match(candidate.segments(), path);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(candidate.route(), parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (segment.endsWith("+}")) {
                if (i >= path.size()) {
                    return Optional.empty();
                }
                String rest = String.join("/", path.subList(i, path.size()));
                parameters.put(segment.substring(1, segment.length() - 2), decode(rest));
                return Optional.of(parameters);
            }
            if (i >= path.size()) {
                return Optional.empty();
            }
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), decode(path.get(i)));
            } else if (!segment.equals(decode(path.get(i)))) {
                return Optional.empty();
            }
        }
        return pattern.size() == path.size() ? Optional.of(parameters) : Optional.empty();
    }

    private static List<String> split(String path) {
        var segments = new ArrayList<String>();
        for (String segment : path.split("/", -1)) {
            segments.add(segment);
        }
        return segments;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
