package katas.vending;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import katas.vending.fast.QueueingFleet;
import katas.vending.metrics.MeteredFleet;
import katas.vending.naive.ForgetfulFleet;
import katas.vending.naive.GreedyChange;
import katas.vending.naive.NaiveFleet;
import katas.vending.redis.Passage;
import katas.vending.redis.RedisFleet;
import katas.vending.redis.RedisLink;
import katas.vending.table.TransitionTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a machine is decided by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VendingMachineProperties.class)
class VendingMachineConfiguration {
    private static final Logger log = LoggerFactory.getLogger(VendingMachineConfiguration.class);

    @Bean
    ChangeMaker changeMaker(VendingMachineProperties properties) {
        return switch (properties.variant()) {
            case JOURNALLED, NO_JOURNAL, NAIVE -> new BoundedChange();
            case GREEDY_CHANGE -> new GreedyChange();
        };
    }

    @Bean
    Controller controller(ChangeMaker changeMaker, VendingMachineProperties properties) {
        return new Controller(changeMaker, properties.timeouts());
    }

    @Bean
    Fleet fleet(
            RedisLink redis,
            Controller controller,
            Passage passage,
            MeterRegistry meters,
            VendingMachineProperties properties) {
        warnOfWrong(properties.variant());
        Fleet fleet = switch (properties.variant()) {
            case JOURNALLED, GREEDY_CHANGE ->
                new QueueingFleet(new RedisFleet(redis, controller, passage), properties.deadline());
            case NO_JOURNAL -> new ForgetfulFleet(redis, controller, InstantSource.system(), passage);
            case NAIVE -> new NaiveFleet(InstantSource.system());
        };
        return new MeteredFleet(fleet, meters);
    }

    @Bean
    ExactChangeLamp exactChangeLamp(ChangeMaker changeMaker) {
        return new ExactChangeLamp(changeMaker);
    }

    @Bean
    TransitionTable transitionTable(Controller controller) {
        return TransitionTable.of(controller);
    }

    private static void warnOfWrong(Variant variant) {
        if (variant != Variant.JOURNALLED) {
            log.warn("not for production: wrong on purpose variant={}", variant.text());
        }
    }
}
