#include "processes.h"

#include "figures.h"

#include <algorithm>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace muster::bench {

namespace {

pid_t start(const std::vector<std::string> &command, const std::string &output)
{
    std::vector<char *> words;
    for (const auto &word : command)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = -1;
    const int failed = posix_spawnp(&child, words.front(), &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        giveUp("can't start " + command.front() + "; install or build it");
    return child;
}

}

Taken runProcess(const std::vector<std::string> &command, const std::string &output)
{
    Taken taken;
    taken.milliseconds = millisecondsOf([&] {
        const pid_t child = start(command, output);
        int status = 0;
        rusage usage{};
        wait4(child, &status, 0, &usage);
        taken.megabytes = double(usage.ru_maxrss) * 1024 / 1e6;
        taken.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    });
    return taken;
}

Taken mustRun(const std::vector<std::string> &command, const std::vector<int> &fine)
{
    const auto taken = runProcess(command);
    if (std::ranges::find(fine, taken.status) == fine.end()) {
        std::string words;
        for (const auto &word : command)
            words += word + " ";
        giveUp("status " + std::to_string(taken.status) + " from: " + words);
    }
    return taken;
}

}
