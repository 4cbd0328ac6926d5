// SPDX-License-Identifier: GPL-2.0-or-later
// Threads that stay, for what is known of Dutch words is kept by thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace speur::index {

/// Runs tasks, first come, first served. With one thread, which is the caller's, each is done when
/// `run` returns. What was not begun when this is destroyed is left.
template <typename Result>
class Workers {
 public:
  explicit Workers(unsigned threads) {
    for (unsigned i = 0; threads > 1 && i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

  std::future<Result> run(std::function<Result()> action) {
    std::packaged_task<Result()> task(std::move(action));
    auto result = task.get_future();
    if (threads_.empty()) {
      task();
      return result;
    }
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
    return result;
  }

 private:
  void work() {
    for (std::unique_lock lock(mutex_);; lock.lock()) {
      changed_.wait(lock, [&] { return closed_ || !tasks_.empty(); });
      if (closed_) return;
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool closed_ = false;
  std::deque<std::packaged_task<Result()>> tasks_;
  std::vector<std::thread> threads_;
};

}  // namespace speur::index
