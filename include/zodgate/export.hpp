/// @file
/// Symbol visibility of the installed interface.
#pragma once

#if defined(ZODGATE_STATIC)
#define ZODGATE_EXPORT
#elif defined(_WIN32)
#if defined(ZODGATE_BUILDING)
#define ZODGATE_EXPORT __declspec(dllexport)
#else
#define ZODGATE_EXPORT __declspec(dllimport)
#endif
#else
#define ZODGATE_EXPORT __attribute__((visibility("default")))
#endif
