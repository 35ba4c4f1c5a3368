package katas.vending.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import katas.vending.ExactChangeLamp;
import katas.vending.Fleet;
import katas.vending.Snapshot;
import katas.vending.table.StateKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "machines")
@RequestMapping(path = MachineController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class MachineController {
    static final String PATH = "/v1/machines";
    private static final int MAX_PAGE = 200;

    private final Machines machines;
    private final Fleet fleet;
    private final ExactChangeLamp lamp;
    private final MachineIds ids;

    MachineController(Machines machines, Fleet fleet, ExactChangeLamp lamp, MachineIds ids) {
        this.machines = machines;
        this.fleet = fleet;
        this.lamp = lamp;
        this.ids = ids;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Sets a machine up (admin)")
    @ApiResponse(responseCode = "201", description = "the machine, at its location")
    ResponseEntity<MachineView> install(@RequestBody MachineRequest request) {
        var asked = request.checkedId();
        var id = asked == null ? ids.next() : asked;
        var installed = fleet.install(id, request.installation()).orElseThrow(MachineController::idIsTaken);
        return ResponseEntity.created(URI.create(PATH + "/" + id)).body(view(installed));
    }

    @GetMapping
    @Operation(summary = "Lists machines by id")
    MachinePage list(@RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "") String cursor) {
        var page = fleet.page(cursor, Checks.limit(limit, MAX_PAGE) + 1);
        var items = page.stream().limit(limit).map(Item::of).toList();
        return new MachinePage(items, page.size() > limit ? items.getLast().id() : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a machine, and what its device is to do")
    MachineView show(@PathVariable String id) {
        return view(machines.named(id));
    }

    private MachineView view(Snapshot snapshot) {
        return MachineView.of(snapshot, lamp.lit(snapshot.machine()));
    }

    private static ErrorResponseException idIsTaken() {
        var problem = Problems.of(HttpStatus.CONFLICT, "there is a machine with this id already");
        return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
    }

    record MachinePage(List<Item> items, @Nullable String next) {}

    /** A machine in short. */
    record Item(String id, long version, String state, long credit) {
        static Item of(Snapshot snapshot) {
            var machine = snapshot.machine();
            return new Item(
                    snapshot.id(),
                    snapshot.version(),
                    StateKind.of(machine.state()).text(),
                    machine.escrow().value());
        }
    }
}
