package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.cart.PriceList;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.CART)
@RestController
@Tag(name = "shop")
@RequestMapping(path = "/v1/prices/{sku}", produces = MediaType.APPLICATION_JSON_VALUE)
class PriceController {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final PriceList prices;

    PriceController(PriceList prices) {
        this.prices = prices;
    }

    @GetMapping
    @Operation(summary = "Shows what one costs (admin)")
    Money show(@PathVariable String sku) {
        return prices.find(Checks.sku(sku))
                .orElseThrow(() -> Problems.thrown(HttpStatus.NOT_FOUND, "nobody sells this"));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Sells something from now on, or for another price (admin)")
    Money set(@PathVariable String sku, @RequestBody Price price) {
        var checked = price.checked();
        prices.set(Checks.sku(sku), checked);
        return checked;
    }

    /**
     * What one costs.
     *
     * @param amount minor units, 1 to {@value Money#MOST}
     * @param currency three letters of ISO 4217
     */
    record Price(@Nullable Long amount, @Nullable String currency) {
        Money checked() {
            var checkedCurrency = Checks.present("currency", currency);
            if (!CURRENCY.matcher(checkedCurrency).matches()) {
                throw new InvalidRequest("currency", "must be three capital letters");
            }
            return new Money(Checks.inRange("amount", amount, 1, Money.MOST), checkedCurrency);
        }
    }
}
