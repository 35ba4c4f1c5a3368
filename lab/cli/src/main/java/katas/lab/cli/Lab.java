package katas.lab.cli;

import katas.lab.cli.terminal.Console;
import katas.lab.cli.tree.Tree;

/**
 * What every verb works with.
 *
 * @param tree where the katas are
 * @param console where the verb writes
 */
public record Lab(Tree tree, Console console) {}
