package katas.shopping.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.view.Projections;
import katas.shopping.view.Row;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.VIEWS)
@RestController
@Tag(name = "shop")
@RequestMapping(path = "/v1/projections/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
class ProjectionController {
    private final Projections projections;

    ProjectionController(Projections projections) {
        this.projections = projections;
    }

    @GetMapping
    @Operation(summary = "Shows how a view does: carts or demand (admin)")
    Projections.Status show(@PathVariable String name) {
        return projections.find(name).orElseThrow(ProjectionController::absent);
    }

    @GetMapping("/{key}")
    @Operation(summary = "Shows what a view knows of a cart, or of a SKU (admin)")
    Row read(@PathVariable String name, @PathVariable String key) {
        return projections.read(name, key).orElseThrow(ProjectionController::absent);
    }

    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Has a view built anew from the first event on; it serves what it has until then (admin)")
    Projections.Status rebuild(@PathVariable String name) {
        return projections.rebuild(name).orElseThrow(ProjectionController::absent);
    }

    private static ErrorResponseException absent() {
        return Problems.thrown(HttpStatus.NOT_FOUND, "there is no such view, or it knows nothing of this");
    }
}
