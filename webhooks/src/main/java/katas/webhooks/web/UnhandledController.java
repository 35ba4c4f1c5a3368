package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers for what failed before a controller was chosen: a path that the firewall refused, a filter that threw. */
@Hidden
@Controller
class UnhandledController implements ErrorController {
    private final ProblemWriter problems;

    UnhandledController(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void unhandled(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // whoever comes here by the path, and not because of an error, asked for a page that is none
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND;
        problems.write(response, Problems.unhandled(status));
    }
}
