#include "async/errors.h"

namespace docchat::async {

ExceptionGroup::ExceptionGroup(std::vector<std::exception_ptr> errors)
    : m_errors(std::move(errors)), m_text(std::to_string(m_errors.size()) + " error(s):") {
    for (const auto &error : m_errors) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &e) {
            m_text += std::string(" [") + e.what() + "]";
        } catch (...) {
            m_text += " [unknown]";
        }
    }
}

} // namespace docchat::async
