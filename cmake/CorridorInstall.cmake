# Exported targets and a config file, so that another project can find_package(corridor).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY CORRIDOR_MODULES)
install(TARGETS ${modules} EXPORT corridor_targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS corridor RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/corridor)
install(EXPORT corridor_targets NAMESPACE corridor:: FILE corridor-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/corridor)
configure_package_config_file(cmake/corridor-config.cmake.in corridor-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/corridor)
write_basic_package_version_file(corridor-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/corridor-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/corridor-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/corridor)
