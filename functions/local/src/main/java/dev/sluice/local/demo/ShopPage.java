package dev.sluice.local.demo;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what the database says into the page that is deployed: in the place of the comment {@code <!-- shop -->}, or at the end
 * of a page that has none, so that people can edit their page as they like. The look is in {@code /shop.css}.
 */
final class ShopPage {

    private static final Pattern BODY = Pattern.compile("<body[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE =
            Pattern.compile("<!--\\s*shop\\s*-->|(?=</body\\s*>)|\\z", Pattern.CASE_INSENSITIVE);

    private static final String BANNER =
            """

            <p class="shop-banner" role="status">Neutralized copy: no mail, no payments, no jobs leave this database.</p>
            """;

    private ShopPage() {}

    static String fill(String page, ShopWindow.View view) {
        boolean neutralized = view.facts().filter(ShopFacts::neutralized).isPresent();
        Matcher place = PLACE.matcher(page);
        String filled = place.replaceFirst(Matcher.quoteReplacement(panel(view)));
        if (!neutralized) {
            return filled;
        }
        Matcher body = BODY.matcher(filled);
        return body.find() ? filled.substring(0, body.end()) + BANNER + filled.substring(body.end()) : BANNER + filled;
    }

    private static String panel(ShopWindow.View view) {
        var html = new StringBuilder("<link rel=\"stylesheet\" href=\"/shop.css\">\n");
        html.append("<section class=\"shop\" aria-label=\"What the database says\">\n");
        Optional<ShopFacts> known = view.facts();
        if (known.isEmpty()) {
            return html.append("<p>The shop's database does not answer.</p>\n</section>\n")
                    .toString();
        }
        ShopFacts facts = known.get();
        html.append("<h2>%s's database</h2>%n".formatted(escaped(capital(view.environment()))));
        html.append(String.format(
                Locale.ROOT,
                "<p class=\"shop-counts\"><b>%,d</b> orders, <b>%,d</b> customers, <b>%,d</b> files</p>%n",
                facts.orders(),
                facts.customers(),
                view.files()));
        html.append("<dl>\n");
        for (ShopFacts.WayOut way : ShopFacts.WayOut.values()) {
            html.append(row(way, facts.reaches().get(way)));
        }
        html.append("</dl>\n<h3>Latest orders</h3>\n<ul>\n");
        facts.latest().forEach(order -> html.append("<li>%s</li>%n".formatted(escaped(order))));
        return html.append("</ul>\n</section>\n").toString();
    }

    private static String row(ShopFacts.WayOut way, Optional<String> reached) {
        String state = reached.isPresent() ? "on" : "off";
        String whom =
                reached.map(names -> " <span>" + escaped(names) + "</span>").orElse("");
        return "<div><dt>%s</dt><dd><b class=\"shop-%s\">%s</b>%s</dd></div>%n"
                .formatted(way.label(), state, state, whom);
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
