package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.inventory.Stock;
import katas.shopping.inventory.Stocks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.INVENTORY)
@RestController
@Tag(name = "shop")
@RequestMapping(path = "/v1/inventory/{sku}", produces = MediaType.APPLICATION_JSON_VALUE)
class InventoryController {
    private static final long MOST = 1_000_000_000;

    private final Stocks stocks;

    InventoryController(Stocks stocks) {
        this.stocks = stocks;
    }

    @GetMapping
    @Operation(summary = "Shows how many there are of something, and what for (admin)")
    Stock show(@PathVariable String sku) {
        return stocks.find(Checks.sku(sku))
                .orElseThrow(() -> Problems.thrown(HttpStatus.NOT_FOUND, "nobody has counted this"));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Says how many are on the shelf, besides what is kept for orders (admin)")
    Stock count(@PathVariable String sku, @RequestBody Shelf shelf) {
        return stocks.count(Checks.sku(sku), Checks.inRange("onHand", shelf.onHand(), 0, MOST));
    }

    /** @param onHand 0 to {@value #MOST} */
    record Shelf(@Nullable Long onHand) {}
}
