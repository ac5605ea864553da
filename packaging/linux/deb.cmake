# How CPack makes the .deb (packaging/deb). The libraries come from what the programs are linked with, the rest from the one list
# of packages.
execute_process(COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/packaging/dependencies run
  OUTPUT_VARIABLE needed OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ", " needed "${needed}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME docchat)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The DocChat developers <docchat@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "${needed}")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libreoffice-core-nogui")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "ask your documents and see where each answer comes from
DocChat reads your documents, finds the passages that answer a question, and shows each one marked on its page. It works
without a network; with a model server, on this computer or elsewhere, the answers are written from the same passages.")
include(CPack)
